// Texture references: variables of the type `texture<…>` at namespace scope and the calls that bind them, gone from
// CUDA 12 and deprecated in HIP. Told once per file, at the first place, with the number of places.
import type { Span } from '@/lib/core/span';
import { P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { moreOf } from '../families/calls';
import { finding, type Hazard } from '../finding';
import type { Scene, SceneFile } from '../scene';

export const textureReferences: Hazard = {
  code: 'texture-reference',
  find: (scene) => {
    const isOwn = definesTexture(scene);
    const calls = scene.uses(binding).filter(({ where }) => where !== 'directive');
    return scene.files.flatMap((file) => {
      const spans = [
        ...(isOwn ? [] : referencesIn(scene, file)),
        ...calls.flatMap(({ span }) => (span.file === file.path ? [span] : [])),
      ].sort((a, b) => a.start - b.start);
      const [first] = spans;
      const more = moreOf(spans.length);
      return first ? [finding('texture-reference', 'note', first, { more })] : [];
    });
  },
};

const binding =
  /^cuda(?:BindTexture(?:2D|ToArray|ToMipmappedArray)?|UnbindTexture|GetTexture(?:Reference|AlignmentOffset))$/;

/** The user may have a `texture` of their own. */
function definesTexture(scene: Scene): boolean {
  return (
    scene.definesMacro('texture') ||
    scene.files.some((file) =>
      file
        .tokensOf('texture')
        .some((at) => /^(?:class|struct|union|typename|using)$/.test(file.lexed.code.names[at - 1] ?? '')),
    )
  );
}

function referencesIn(scene: Scene, file: SceneFile): Span[] {
  const { code } = file.lexed.code;
  return file
    .tokensOf('texture')
    .filter((at) => code[at + 1] === P.less && !behind.has(code[at - 1] as number))
    .map((at) => spanOfTokens(file, at, at + 1))
    .filter((span) => scene.functionAt(span) === undefined);
}

/** What makes a `texture` somebody else's. */
const behind: ReadonlySet<number> = new Set([P.scope, P.dot, P.arrow]);
