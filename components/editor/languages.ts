// The editor's languages `cuda` and `hip`: C++ with the vendor's own words, which alone are coloured.
import { languages } from 'monaco-editor/editor';
import { conf, language as cpp } from 'monaco-editor/languages/definitions/cpp/cpp';
import { builtins, keywords, qualifiers, vendorNames } from './code-words';

export const languageIds = { source: 'cuda', port: 'hip', cpp: 'cpp', assembly: 'assembly' } as const;

type Rule = languages.IMonarchLanguageRule;

function dialect(id: keyof typeof vendorNames): languages.IMonarchLanguage {
  const root = cpp.tokenizer.root as Rule[];
  const identifiers = root.findIndex(
    (rule) => Array.isArray(rule) && rule[0] instanceof RegExp && rule[0].source === '[a-zA-Z_]\\w*',
  );
  const own: Rule[] = [
    [/<<<|>>>/, 'keyword.vendor'],
    [vendorNames[id], 'identifier.vendor'],
    [
      /[a-zA-Z_]\w*/,
      {
        cases: {
          '@qualifiers': 'keyword.vendor',
          '@builtins': 'identifier.vendor',
          '@keywords': 'keyword',
          '@default': 'identifier',
        },
      },
    ],
  ];
  return {
    ...cpp,
    tokenPostfix: `.${id}`,
    keywords,
    qualifiers,
    builtins,
    tokenizer: {
      ...cpp.tokenizer,
      root: [...root.slice(0, identifiers), ...own, ...root.slice(identifiers + 1)],
    },
  };
}

/** AMD's assembly, PTX and LLVM IR alike: labels, registers, numbers, comments; the instruction stands first. */
const assembly: languages.IMonarchLanguage = {
  tokenPostfix: '.assembly',
  tokenizer: {
    root: [
      [/\/\/.*|;.*$/, 'comment'],
      [/^[^\s:]+:/, 'annotation'],
      [/^\s+(?:@!?%p\d+\s+)?[a-z][\w.]*/, 'keyword'],
      [/^\s*\.\w+/, 'keyword.directive'],
      [/"[^"]*"/, 'string'],
      [/[%@][\w.$]+|\b[vsa]\d+\b|\b[vsa]\[[\d:]+\]/, 'identifier'],
      [/\b(?:0[xfd])?[\da-fA-F]+(?:\.\d+(?:e[+-]\d+)?)?\b/, 'number'],
      [/\w+/, 'identifier'],
    ],
  },
};

/** Makes the languages known to the editor. Call once, before the first model is made. */
export function registerLanguages(): void {
  languages.register({ id: languageIds.source, extensions: ['.cu', '.cuh'], aliases: ['CUDA'] });
  languages.register({ id: languageIds.port, extensions: ['.hip', '.hip.cpp'], aliases: ['HIP'] });
  languages.register({ id: languageIds.cpp, extensions: ['.cpp'], aliases: ['C++'] });
  languages.setLanguageConfiguration(languageIds.cpp, conf);
  languages.setMonarchTokensProvider(languageIds.cpp, cpp);
  languages.register({ id: languageIds.assembly });
  languages.setMonarchTokensProvider(languageIds.assembly, assembly);
  for (const id of [languageIds.source, languageIds.port]) {
    languages.setLanguageConfiguration(id, conf);
    languages.setMonarchTokensProvider(id, dialect(id));
  }
}
