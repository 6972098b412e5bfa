'use client';
// Loads the editor when the page is there already, and binds it to a session. Until then the page shows still text.
import { useEffect, useState } from 'react';
import type { Session } from '@/lib/browser/session';
import type { Binding } from './binding';

export type Editor = {
  readonly binding: Binding;
  readonly Pane: typeof import('./pane').Pane;
  readonly DiffPane: typeof import('./diff-pane').DiffPane;
  readonly LinkedText: typeof import('./linked-text').LinkedText;
};

export type EditorState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly editor: Editor }
  | { readonly phase: 'failed'; readonly retry: () => void };

export function useEditor(session: Session): EditorState {
  const [state, setState] = useState<EditorState>({ phase: 'loading' });
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is a new try
  useEffect(() => {
    let ended = false;
    let undo = () => {};
    void load().then(
      ({ createBinding, followTheme, Pane, DiffPane, LinkedText }) => {
        if (ended) return;
        const endTheme = followTheme();
        const binding = createBinding(session);
        undo = () => {
          binding.end();
          endTheme();
        };
        setState({ phase: 'ready', editor: { binding, Pane, DiffPane, LinkedText } });
      },
      () => {
        if (ended) return;
        setState({
          phase: 'failed',
          retry: () => {
            setState({ phase: 'loading' });
            setTurn((n) => n + 1);
          },
        });
      },
    );
    return () => {
      ended = true;
      undo();
    };
  }, [session, turn]);

  return state;
}

async function load() {
  const [{ createBinding }, { followTheme }, { Pane }, { DiffPane }, { LinkedText }] = await Promise.all([
    import('./binding'),
    import('./editor-theme'),
    import('./pane'),
    import('./diff-pane'),
    import('./linked-text'),
  ]);
  return { createBinding, followTheme, Pane, DiffPane, LinkedText };
}
