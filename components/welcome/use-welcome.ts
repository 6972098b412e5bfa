'use client';
// Whether the visitor is new here, and whether the tour is under way. Both are remembered by this browser alone.
import { useLayoutEffect, useState } from 'react';
import { hasMet, keepMet } from './kept-welcome';

export type Welcome = {
  readonly isNew: boolean;
  readonly touring: boolean;
  readonly dismiss: () => void;
  readonly startTour: () => void;
  readonly endTour: () => void;
};

export function useWelcome(): Welcome {
  const [isNew, setNew] = useState(true);
  const [touring, setTouring] = useState(false);
  // The server doesn't know; what it wrote is hidden by a style where this browser does.
  useLayoutEffect(() => setNew(!hasMet()), []);
  const dismiss = () => {
    keepMet();
    setNew(false);
  };
  return {
    isNew,
    touring,
    dismiss,
    startTour() {
      dismiss();
      setTouring(true);
    },
    endTour: () => setTouring(false),
  };
}
