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
  'link-too-long': {
    text: 'this program is too large for a private link, which would have {characters} characters',
    why: 'A private link carries the whole program in its address, and browsers open addresses of at most 2 million characters.',
    fix: 'Use the short link, for which the server keeps the program, or send the files.',
  },
  'run-lost': {
    text: 'the server was started again while this ran, and knows nothing of the run any more',
    why: 'Runs that had not ended are gone when the server that ran them stops. The text and everything else in this page is kept.',
    fix: 'Run it again.',
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
  'import-not-a-file': {
    text: 'this address at GitHub is not that of one file or of a gist',
    why: 'A file has an address with /blob/ or /raw/ in it, a gist one with its long id. Whole repositories and folders are many files, and fetching them one by one would be refused soon.',
    fix: 'Open the file at GitHub and copy its address; for a folder, download it as a .zip and drop that on the page.',
  },
  'import-not-known': {
    text: 'this is no address of a file or a gist at GitHub',
    why: 'Files are fetched by your browser, and this page lets it ask GitHub alone: github.com, gist.github.com and the addresses of raw files.',
    fix: 'Open the file where it is and paste its text.',
  },
  'import-not-found': {
    text: 'there is nothing at this address that GitHub shows without signing in',
    why: 'The file or gist does not exist, was moved, or is private: GitHub gives the same answer for all of these, and this page asks without any account.',
    fix: 'Check the address in a window where you are not signed in, or paste the text itself.',
  },
  'import-rate-limit': {
    text: 'for now, GitHub takes no more requests from your address',
    why: 'Without an account, GitHub answers about 60 questions for gists in an hour from one address on the network, which you may share with others.',
    fix: 'Try again later, use the address of the raw file, or paste the text itself.',
  },
  'import-unreachable': {
    text: 'this browser could not reach GitHub',
    why: 'The file is fetched by your browser and not by the server. You may be offline, or something between you and GitHub (a filter of a network, an extension of the browser) may keep the two apart.',
    fix: 'Try again when you are online, or paste the text itself.',
  },
  'import-too-slow': {
    text: 'no answer came from GitHub within 20 seconds',
    why: 'The file is fetched by your browser. It was given up so that the page does not wait for ever.',
    fix: 'Try again, or paste the text itself.',
  },
  'import-refused': {
    text: 'instead of the file, GitHub answered with status {status}',
    why: 'This is none of the usual answers for a file that is missing or private. GitHub itself may have trouble.',
    fix: 'Try again later, or paste the text itself.',
  },
  'import-too-large': {
    text: 'this is larger than {limit} MB, which is as much text as a program may have here',
    why: 'Every text is translated while you type and travels with a share, so its size is bounded.',
    fix: 'Paste the part that matters.',
  },
  'import-not-text': {
    text: 'this is no text, so there is no program in it',
    why: 'The file holds zero bytes, as pictures, archives and compiled programs do.',
    fix: 'Give the address of a source file.',
  },
  'import-not-read': {
    text: 'the answer of GitHub does not have the form of a gist',
    why: 'Gists are asked for at the interface of GitHub, which answers in a form of its own. This answer is not in that form.',
    fix: 'Use the address of the raw file, or paste the text itself.',
  },
} as const satisfies MessageTable;
