'use client';
// Opens the dialog of the browser that prints.
import { Printer } from 'lucide-react';
import { Button } from '@/components/ui/button';

export function PrintButton() {
  return (
    <Button weight="strong" onClick={() => print()} data-testid="print">
      <Printer size={14} aria-hidden /> Print
    </Button>
  );
}
