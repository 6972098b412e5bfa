// Which files of a folder are sources, and which say how these are built: by name.
import type { Path } from '@/lib/core/sources';

/** `foreign` are build files of languages that are reported and not translated. */
export type BuildKind = 'cmake' | 'make' | 'script' | 'foreign';

const kinds: readonly (readonly [pattern: RegExp, kind: BuildKind])[] = [
  [/^CMakeLists\.txt$|\.cmake(?:\.in)?$/, 'cmake'],
  [/^(?:GNU)?[Mm]akefile(?:[.-][\w.-]+)?$|\.(?:mk|mak|make)$|^[Mm]ake\.(?:inc|config|defs)$/, 'make'],
  [/\.(?:sh|bash|zsh)$|^(?:build|compile|configure|run)$/, 'script'],
  [
    /^(?:meson\.build|meson_options\.txt|BUILD|BUILD\.bazel|WORKSPACE|MODULE\.bazel|SConstruct|SConscript|wscript|setup\.py|CMakePresets\.json|xmake\.lua|premake5\.lua|Dockerfile|Jenkinsfile|build\.ninja|configure\.ac)$|\.(?:bzl|vcxproj|props|targets|sln|pro|pri|ninja|gyp|bat|ps1|dockerfile)$/,
    'foreign',
  ],
];

/** The kind of a build file; undefined for any other file. */
export function buildKindOf(path: Path): BuildKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return kinds.find(([pattern]) => pattern.test(name))?.[1];
}

export const isBuildFile = (path: Path) => buildKindOf(path) !== undefined;

const sourceEnd = /\.(?:cu|cuh|h|hpp|hxx|hh|h\+\+|inl|ipp|tpp|tcc|cpp|cc|cxx|c\+\+|C|c|hip)$/;

/** True for the names that CUDA and C++ sources and headers have. */
export const isSourceFile = (path: Path) => sourceEnd.test(path);
