// Messages of the page itself: private links, the translator's worker, the line to the server.
import type { MessageTable } from './message';

export const pageMessages = {
  'link-damaged': {
    text: 'this private link is incomplete or was changed, so nothing could be opened from it',
    why: 'A private link carries the whole program behind the # of its address. Programs for mail and chat sometimes cut long addresses off, and a single missing character is enough.',
    fix: 'Ask for the link again, as a file or as a share of the server (/s/…), which is short.',
  },
  'link-too-large': {
    text: 'this private link holds more than is opened from a link',
    why: 'What a link unpacks to is bounded at 9 MB, because a short link could otherwise fill the memory of the browser.',
    fix: 'Ask for the program as files.',
  },
  'link-of-newer-version': {
    text: 'this private link was made by a newer Crosswarp than this one',
    why: 'The form in which links carry programs has a version, and this page does not know that one.',
    fix: 'Open it where it was made, or bring this server up to date.',
  },
  'translator-not-loaded': {
    text: 'the translator did not load, so the port does not follow what you type',
    why: 'The translation runs in a background worker of this page, which loads the compiler and the CUDA grammar. One of them did not arrive: the server may have stopped, the network may be down, or an extension of the browser may block workers or WebAssembly.',
    fix: 'Try again; if it stays so, load the page again. Your text is kept.',
  },
  'translator-failed': {
    text: 'the translation of this text failed inside Crosswarp, which is a mistake of ours',
    why: 'The translator met something that it should have reported as a problem of its own, and gave up instead. Your text is untouched, and the port shows the last translation that worked.',
    fix: 'Go on editing; the next text is translated anew. Please report the text that does it.',
  },
  'editor-not-loaded': {
    text: 'the editor did not load, so the text can be read but not changed',
    why: 'The editor is loaded after the page. The server may have stopped in between, or the network may be down.',
    fix: 'Try again.',
  },
} as const satisfies MessageTable;
