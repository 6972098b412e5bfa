// One thing said across the width of its place, with at most one thing to do about it.
import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';

const tones = {
  bad: { className: 'border-bad/40 bg-bad-wash', icon: CircleAlert, color: 'text-bad' },
  warn: { className: 'border-warn/40 bg-warn-wash', icon: TriangleAlert, color: 'text-warn' },
  plain: { className: 'border-line bg-sunken', icon: Info, color: 'text-muted' },
} as const;

export function Notice({
  tone,
  children,
  action,
  onDismiss,
  testId,
}: {
  tone: keyof typeof tones;
  children: ReactNode;
  action?: { label: string; onClick: () => void };
  onDismiss?: () => void;
  testId?: string;
}) {
  const { className, icon: Icon, color } = tones[tone];
  return (
    <div
      role={tone === 'plain' ? 'status' : 'alert'}
      data-testid={testId}
      className={`flex shrink-0 items-center gap-2.5 border-y px-3 py-1.5 text-sm ${className}`}
    >
      <Icon size={16} aria-hidden className={`shrink-0 ${color}`} />
      <div className="min-w-0 flex-1">{children}</div>
      {action && (
        <Button size="sm" onClick={action.onClick}>
          {action.label}
        </Button>
      )}
      {onDismiss && (
        <Button weight="quiet" size="sm" aria-label="Dismiss" onClick={onDismiss}>
          <X size={14} aria-hidden />
        </Button>
      )}
    </div>
  );
}
