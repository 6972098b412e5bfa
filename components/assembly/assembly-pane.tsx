'use client';
// Assembly, PTX or LLVM IR beside the code: which compiler and architecture, the text tied to the source's lines, and
// what each kernel uses.
import { useQuery } from '@tanstack/react-query';
import { LoaderCircle, X } from 'lucide-react';
import type { EditorState } from '@/components/editor/use-editor';
import { Button } from '@/components/ui/button';
import { glossary } from '@/components/ui/glossary';
import { Notice } from '@/components/ui/notice';
import { Tip } from '@/components/ui/tip';
import { useStore } from '@/components/ui/use-store';
import { apiSentence, askRunners, asSentence } from '@/lib/browser/api';
import type { Assembly, AssemblyRunner, AssemblyState } from '@/lib/browser/assembly';
import { type Session, workKey, workOf } from '@/lib/browser/session';
import { architectures, isArchitectureId } from '@/lib/run/architectures';
import type { View } from '@/lib/run/wire-build';
import { ResourceTable } from './resource-table';

const languages = { assembly: 'Assembly', ptx: 'PTX', 'llvm-ir': 'LLVM IR' } as const;
const firstKind = { 'hip-amd': 'assembly', 'cuda-nvidia': 'ptx' } as const;

export function AssemblyPane({
  session,
  assembly,
  editor,
}: {
  session: Session;
  assembly: Assembly;
  editor: EditorState;
}) {
  const state = useStore(assembly.store, (s) => s);
  const isOutdated = useStore(session.store, (s) => workKey(workOf(s)) !== state.key);
  const { runner, result, phase, wantsIr } = state;
  if (!runner) return null;
  const kind = wantsIr ? 'llvm-ir' : firstKind[runner];
  const view = result?.build?.views.find((one) => one.kind === kind);
  return (
    <section
      aria-label="What the compiler makes"
      data-testid="assembly-pane"
      className="flex h-full min-h-0 flex-col bg-paper"
    >
      <Head assembly={assembly} runner={runner} state={state} />
      {phase === 'refused' && state.problem && (
        <Notice tone="bad" action={{ label: 'Try again', onClick: () => void assembly.build() }}>
          {apiSentence(state.problem)}
        </Notice>
      )}
      {phase === 'ended' && isOutdated && (
        <Notice tone="plain" action={{ label: 'Build again', onClick: () => void assembly.build() }}>
          This belongs to an earlier version of the text.
        </Notice>
      )}
      {result?.build?.note && <Notice tone="plain">{asSentence(result.build.note)}</Notice>}
      {phase === 'ended' && result?.status !== 'built' && result?.status !== 'done' && (
        <Notice tone="bad" testId="assembly-failed">
          {asSentence(result?.detail ?? 'the build gave nothing')}
        </Notice>
      )}
      <div className="relative min-h-0 flex-1">
        {view && editor.phase === 'ready' ? (
          <editor.editor.LinkedText
            key={kind}
            made={view}
            language="assembly"
            testId="assembly-text"
            label={languages[kind]}
            origin={state.origin}
            onPoint={assembly.point}
          />
        ) : (
          phase === 'ended' &&
          result?.stderr && (
            <pre className="overflow-auto px-3 py-2 font-mono text-bad text-xs">{result.stderr}</pre>
          )
        )}
        {phase === 'asking' && (
          <p
            role="status"
            className="absolute inset-x-0 top-2 flex items-center justify-center gap-2 text-muted"
          >
            <LoaderCircle size={14} aria-hidden className="animate-spin" /> Compiling …
          </p>
        )}
      </div>
      {view && <Cut view={view} />}
      {result?.build && phase !== 'asking' && (
        <div className="max-h-[40%] shrink-0 overflow-auto">
          <ResourceTable key={result.build.arch} report={result.build} />
        </div>
      )}
    </section>
  );
}

function Cut({ view }: { view: View }) {
  if (view.cutLines === undefined) return null;
  return <p className="px-3 py-1 text-muted text-xs">{view.cutLines} more lines are not shown.</p>;
}

function Head({
  assembly,
  runner,
  state,
}: {
  assembly: Assembly;
  runner: AssemblyRunner;
  state: AssemblyState;
}) {
  const known = useQuery({ queryKey: ['runners'], queryFn: askRunners });
  const archs = known.data?.runners.find(({ id }) => id === runner)?.archs ?? [];
  const arch = state.arch ?? state.result?.build?.arch ?? archs[0];
  const kinds = [firstKind[runner], 'llvm-ir'] as const;
  const version = state.result?.version;
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 overflow-hidden border-line border-b bg-chrome pr-1.5 pl-3 pointer-coarse:h-12">
      <div role="tablist" aria-label="Text" className="flex shrink-0 gap-1">
        {kinds.map((kind) => {
          const isShown = (kind === 'llvm-ir') === state.wantsIr;
          return (
            <Tip key={kind} text={glossary[kind === 'llvm-ir' ? 'llvm_ir' : kind]}>
              <button
                type="button"
                role="tab"
                aria-selected={isShown}
                onClick={() => assembly.show(kind)}
                className={`rounded-sm px-1.5 py-0.5 font-medium text-xs ${isShown ? 'bg-sunken text-ink' : 'text-muted hover:text-ink'}`}
              >
                {languages[kind]}
              </button>
            </Tip>
          );
        })}
      </div>
      {arch && (
        <select
          aria-label="Architecture"
          value={arch}
          onChange={({ target }) => isArchitectureId(target.value) && assembly.chooseArch(target.value)}
          className="h-6 min-w-0 rounded-sm border border-line bg-paper px-1 font-mono text-xs"
        >
          {(archs.length > 0 ? archs : [arch]).map((id) => (
            <option key={id} value={id}>
              {id} · {architectures[id].label}
            </option>
          ))}
        </select>
      )}
      {version && <span className="truncate text-muted text-xs max-xl:hidden">{version}</span>}
      <Button weight="quiet" size="sm" aria-label="Close" className="ml-auto" onClick={assembly.close}>
        <X size={14} aria-hidden />
      </Button>
    </div>
  );
}
