'use client';
// The runners that a run asked for and that are not here: what is missing, and the command that brings it.
import { useQuery } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { askRunners, asSentence } from '@/lib/browser/api';
import type { Lane } from '@/lib/browser/run-view';
import { runners } from '@/lib/run/runner';

export function RunnersAway({ lanes }: { lanes: readonly Lane[] }) {
  const away = [
    ...new Set(lanes.filter((lane) => lane.result?.status === 'unavailable').map((lane) => lane.runner)),
  ];
  const known = useQuery({ queryKey: ['runners'], queryFn: askRunners, enabled: away.length > 0 });
  if (away.length === 0) return null;
  return (
    <section
      aria-label="Runners that are not available"
      className="shrink-0 border-line border-b bg-chrome px-3 py-2"
    >
      {away.map((id) => {
        const state = known.data?.runners.find((runner) => runner.id === id);
        const detail = lanes.find((lane) => lane.runner === id)?.result?.detail;
        return (
          <div key={id} data-testid={`away-${id}`} className="py-1">
            <p>
              <span className="font-medium">{runners[id].label}</span> is not available on this server.{' '}
              {asSentence(state?.missing ?? detail ?? '')}
            </p>
            {state?.install && <Command text={state.install} />}
          </div>
        );
      })}
    </section>
  );
}

function Command({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <p className="mt-1 flex items-center gap-2">
      <code className="overflow-x-auto rounded-sm bg-sunken px-2 py-0.5 font-mono text-xs">{text}</code>
      <Button
        weight="quiet"
        size="sm"
        aria-label="Copy the command"
        onClick={() => {
          void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
      >
        {copied ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
      </Button>
    </p>
  );
}
