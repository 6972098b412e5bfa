// crosswarp explain: the page of a message code, or what a CUDA name becomes.
import { isMessageCode, messageOf, withoutCase } from '@/lib/messages';
import {
  allLifetimes,
  libraryOf,
  lookUpHeader,
  lookUpName,
  lookUpQualified,
  type NameAnswer,
  type NameEntry,
  type QualifiedAnswer,
  ruleOf,
} from '@/lib/targets/hip';
import { print } from './write-output';

/** @returns 0, or 1 when the word is neither a code nor a name of CUDA's. */
export function explain(word: string): number {
  if (isMessageCode(word)) {
    const { text, why, watch, fix, source } = messageOf(word);
    print(`${word}\n  ${withoutCase(text)}\n\n${why}\n`);
    if (watch) print(`\nwatch for: ${watch}\n`);
    if (fix) print(`\nway forward: ${fix}\n`);
    if (source) print(`\nsource: ${source}\n`);
    return 0;
  }
  const header = lookUpHeader(word);
  if (header) {
    print(
      header.hip === undefined
        ? `${word} goes: HIP has no such header and needs none\n`
        : `${word} becomes ${header.hip}${sinceWords(header.since)}\n`,
    );
    return 0;
  }
  const qualified = lookUpQualified(word);
  if (qualified && lookUpName(word).is === 'not-cuda') {
    print(aboutQualified(word, qualified));
    return 0;
  }
  const answer = lookUpName(word);
  switch (answer.is) {
    case 'renamed':
      print(`${word} becomes ${answer.entry.hip}${sinceWords(answer.entry.since)}\n${aboutEntry(answer)}`);
      return 0;
    case 'same':
      print(`${word} keeps its name in HIP${sinceWords(answer.entry.since)}\n${aboutEntry(answer)}`);
      return 0;
    case 'missing':
      print(`${word} has no counterpart in HIP\n${aboutEntry(answer)}`);
      return 0;
    case 'uncovered':
      print(
        `${word} belongs to ${answer.library}, whose names are not translated${
          answer.counterpart ? `; its counterpart on AMD is ${answer.counterpart}` : ''
        }\n`,
      );
      return 0;
    case 'unknown':
      print(
        `${word} looks like a name of ${answer.library} but is in no table: it may be newer than HIP 6.3\n`,
      );
      return 0;
    default:
      process.stderr.write(
        `crosswarp: ${word} is neither a message code nor a CUDA name that Crosswarp knows\n`,
      );
      return 1;
  }
}

/** The namespace decides; what its members are called does not change. */
function aboutQualified(word: string, { namespace, hip }: QualifiedAnswer): string {
  const { library, counterpart, rule } = namespace;
  const lines =
    hip !== undefined
      ? [
          hip === word ? `${word} keeps its name in HIP` : `${word} becomes ${hip}`,
          `  of ${library}${counterpart === undefined ? '' : `, in HIP ${counterpart}`}; members keep their names, and not every one is there`,
        ]
      : [
          `${word} belongs to ${library}, whose names are not translated${counterpart === undefined ? '' : `; its counterpart on AMD is ${counterpart}`}`,
        ];
  if (rule !== undefined) {
    const { watch } = messageOf(rule);
    if (watch) lines.push('', `watch for: ${watch}`);
    lines.push('', `more: crosswarp explain ${rule}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Library, kind, what becomes of the name with time, and what to watch for. */
function aboutEntry(answer: Extract<NameAnswer, { entry: NameEntry }>): string {
  const { entry } = answer;
  const library = libraryOf(entry.library);
  const counterpart = library && library.counterpart !== 'HIP' ? `, in HIP ${library.counterpart}` : '';
  const kind = entry.kind === 'device' ? 'device function' : entry.kind;
  const lines = [`  ${kind} of ${library?.label ?? entry.library}${counterpart}`];
  const { cudaDeprecated, cudaRemoved, hipDeprecated } = allLifetimes().get(entry.cuda) ?? {};
  if (cudaDeprecated) lines.push(`  deprecated in CUDA ${cudaDeprecated}`);
  if (cudaRemoved) lines.push(`  removed in CUDA ${cudaRemoved}`);
  if (hipDeprecated) lines.push(`  deprecated in HIP ${hipDeprecated}`);
  const rule = answer.is === 'renamed' ? ruleOf(entry) : undefined;
  if (rule !== undefined && isMessageCode(rule)) {
    const { watch } = messageOf(rule);
    if (watch) lines.push('', `watch for: ${watch}`);
    lines.push('', `more: crosswarp explain ${rule}`);
  }
  return `${lines.join('\n')}\n`;
}

const sinceWords = (since: string | undefined) => (since ? `, since HIP ${since}` : '');
