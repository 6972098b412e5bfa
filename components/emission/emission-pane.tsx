'use client';
// The kernels in C++ beside their source: the text tied to its lines, what could not be said and why, copying and saving.
import { Check, Copy, Download } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { EditorState } from '@/components/editor/use-editor';
import { ProblemsList } from '@/components/edits/problems-list';
import { EmissionHead } from '@/components/playground/code-head';
import { StillCode } from '@/components/playground/still-code';
import { Button } from '@/components/ui/button';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { saveText } from '@/components/ui/save-file';
import { useStore } from '@/components/ui/use-store';
import { asSentence } from '@/lib/browser/api';
import type { Emission, Emitted } from '@/lib/browser/emission';
import type { Session } from '@/lib/browser/session';

const label = 'C++ for processors';

export function EmissionPane({
  session,
  emission,
  editor,
  tabs,
}: {
  session: Session;
  emission: Emission;
  editor: EditorState;
  tabs?: ReactNode;
}) {
  const { made, trouble, origin } = useStore(emission.store, (s) => s);
  return (
    <section aria-label={label} data-testid="emission-pane" className="flex h-full min-h-0 flex-col bg-paper">
      <EmissionHead file={made?.fileName ?? 'main.cpp'} tabs={tabs}>
        {made && made.text !== '' && <Take made={made} />}
      </EmissionHead>
      {trouble !== undefined && (
        <Notice tone="bad" testId="emission-trouble">
          There is no C++ of this text. <span className="text-muted">{asSentence(trouble)}</span>
        </Notice>
      )}
      <div className="relative min-h-0 flex-1">
        {made && editor.phase === 'ready' ? (
          <editor.editor.LinkedText
            made={made}
            language="cpp"
            label={label}
            testId="emission-text"
            origin={origin}
            onPoint={emission.point}
          />
        ) : (
          <StillCode text={made?.text ?? ''} label={label} />
        )}
        {!made && trouble === undefined && (
          <p role="status" className="absolute inset-0 grid place-items-center text-muted">
            Making C++ of the kernels …
          </p>
        )}
      </div>
      {made && made.problems.length > 0 && <Unsaid session={session} made={made} />}
    </section>
  );
}

/** What has no form in C++, or one that must be known of; whatever else there is stands above. */
function Unsaid({ session, made }: { session: Session; made: Emitted }) {
  const errors = made.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <details open={errors > 0} className="max-h-[40%] shrink-0 overflow-auto border-line border-t">
      <summary className="cursor-pointer px-3 py-1.5 text-xs">
        {errors > 0 ? (
          <span className="text-bad">
            {made.text === ''
              ? counted(errors, 'error')
              : `${counted(errors, 'error')}; the rest stands above`}
          </span>
        ) : (
          <span className="text-muted">{counted(made.problems.length, 'remark')}</span>
        )}
      </summary>
      <ProblemsList
        problems={made.problems}
        named={Object.keys(made.of.files).length > 1}
        label="Problems of the C++"
        testId="emission-problems"
        onReveal={({ span }) => {
          session.showFile(span.file);
          session.reveal({ kind: 'span', start: span.start, end: span.end });
        }}
        onFix={undefined}
      />
    </details>
  );
}

function Take({ made }: { made: Emitted }) {
  const [copied, setCopied] = useState<Emitted>();
  return (
    <span className="ml-auto flex items-center gap-1">
      <Button
        weight="quiet"
        size="sm"
        data-testid="emission-copy"
        onClick={() =>
          void navigator.clipboard.writeText(made.text).then(
            () => setCopied(made),
            () => {},
          )
        }
      >
        {copied === made ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        {copied === made ? 'Copied' : 'Copy'}
      </Button>
      <Button
        weight="quiet"
        size="sm"
        data-testid="emission-save"
        onClick={() => saveText(made.fileName, made.text)}
      >
        <Download size={14} aria-hidden /> Save
      </Button>
    </span>
  );
}
