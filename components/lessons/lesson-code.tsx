'use client';
// The code of a lesson: its editor (still text until that is there), or the solution to look at.
import { Check, Eye, EyeOff, Play, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useEditor } from '@/components/editor/use-editor';
import { StillCode } from '@/components/playground/still-code';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Tip } from '@/components/ui/tip';
import { useStore } from '@/components/ui/use-store';
import { asSentence } from '@/lib/browser/api';
import { portText, sourceText } from '@/lib/browser/session';
import { sentence } from '@/lib/messages';
import { useLesson } from './lesson-context';

export function LessonCode({ onCheck }: { onCheck: () => void }) {
  const { session, lesson, task } = useLesson();
  const { side } = lesson;
  const editor = useEditor(session);
  const text = useStore(session.store, (s) => (side === 'port' ? portText(s) : sourceText(s))) ?? '';
  const { phase, tries, done, aside } = useStore(lesson.store, (s) => s);
  const [showsSolution, setShowsSolution] = useState(false);
  const label = side === 'port' ? 'Your HIP port' : 'Your CUDA code';
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-line border-b bg-chrome px-3 py-1.5">
        <span className={`font-medium text-xs ${side === 'port' ? 'text-weft' : 'text-warp'}`}>
          {showsSolution ? 'One solution' : label}
        </span>
        {done && (
          <span className="inline-flex items-center gap-1 text-good text-xs" data-testid="lesson-done">
            <Check size={13} aria-hidden /> done
          </span>
        )}
        <span className="ml-auto" />
        {(tries > 0 || done) && (
          <Button
            weight="quiet"
            size="sm"
            aria-pressed={showsSolution}
            onClick={() => setShowsSolution(!showsSolution)}
            data-testid="show-solution"
          >
            {showsSolution ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
            {showsSolution ? 'Back to my code' : 'Show a solution'}
          </Button>
        )}
        <Button
          weight="quiet"
          size="sm"
          disabled={text === task.start || showsSolution}
          onClick={lesson.startOver}
          data-testid="start-over"
        >
          <RotateCcw size={14} aria-hidden /> Start over
        </Button>
        <Tip text="Run the code and check what it does (Ctrl+Enter)">
          <Button
            weight="strong"
            onClick={onCheck}
            disabled={phase === 'checking' || showsSolution}
            data-testid="check"
          >
            <Play size={13} aria-hidden fill="currentColor" /> Run and check
          </Button>
        </Tip>
      </div>
      {aside !== undefined && !showsSolution && (
        <Notice tone="plain" action={{ label: 'Bring my text back', onClick: lesson.bringBack }}>
          Back at the start.
        </Notice>
      )}
      {editor.phase === 'failed' && (
        <Notice tone="bad" action={{ label: 'Try again', onClick: editor.retry }}>
          {asSentence(sentence('editor-not-loaded'))}
        </Notice>
      )}
      <div className="relative min-h-0 flex-1 bg-paper">
        {showsSolution ? (
          <StillCode text={task.solution} label="One solution" />
        ) : editor.phase === 'ready' ? (
          <editor.editor.Pane
            model={editor.editor.binding.models[side]}
            label={label}
            testId="lesson-editor"
            onReady={(pane) => editor.editor.binding.attach(side, pane)}
          />
        ) : (
          <StillCode text={text} label={label} />
        )}
      </div>
    </>
  );
}
