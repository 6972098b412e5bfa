// The user's own atomicAdd(double *) or atomicMax(float *): CUDA lacks or lacked them, HIP brings them with the same
// arguments, and a second definition does not compile.
import { type Finding, finding, type Hazard } from '../finding';

const overloads: Readonly<Record<string, RegExp>> = {
  atomicAdd: /^(?:float|double)$/,
  atomicSub: /^(?:float|double)$/,
  atomicMin: /^(?:float|double)$/,
  atomicMax: /^(?:float|double)$/,
  atomicExch: /^(?:float|double)$/,
  atomicCAS: /^(?:float|double)$/,
};

export const userAtomics: Hazard = {
  code: 'user-atomic-redefinition',
  find: (scene) =>
    scene.model.functions.flatMap((own): Finding[] => {
      const { name, qualifiedName, space, body, parameters, span, nameSpan, templateParameters } = own;
      const wanted = Object.hasOwn(overloads, name) ? overloads[name] : undefined;
      const pointee = parameters[0]?.pointee;
      if (!wanted || space === 'host' || !body || qualifiedName !== name || templateParameters.length > 0)
        return [];
      if (pointee === undefined || !wanted.test(pointee)) return [];
      const file = scene.fileOf(span.file);
      if (!file.conditions.isLive(nameSpan.start) || parameters[1]?.type !== pointee) return [];
      const lineStart = file.text.lastIndexOf('\n', span.start - 1) + 1;
      const params = { before: name, type: pointee };
      // Guards stand on lines of their own, so the definition has to as well.
      const isAlone =
        /^\s*$/.test(file.text.slice(lineStart, span.start)) &&
        /^[ \t]*\r?(?:\n|$)/.test(file.text.slice(span.end, span.end + 40));
      if (!isAlone) return [finding('user-atomic-redefinition', 'error', nameSpan, params)];
      const edits = [
        {
          span: { file: span.file, start: lineStart, end: lineStart },
          after: '#if !defined(__HIP_PLATFORM_AMD__)\n',
        },
        { span: { file: span.file, start: span.end, end: span.end }, after: '\n#endif' },
      ];
      return [
        finding('user-atomic-redefinition', 'error', nameSpan, params, {
          edits,
          safe: false,
          byDefault: false,
        }),
      ];
    }),
};
