// All lessons.
import type { Metadata } from 'next';
import { LessonList } from '@/components/lessons/lesson-list';
import { PageShell } from '@/components/site/page-shell';
import { listLessons } from '@/lib/lessons';

export const metadata: Metadata = {
  title: 'Learn',
  description: 'Short lessons with running code: from the first kernel to what changes on other hardware.',
};

export default async function LearnPage() {
  return (
    <PageShell current="/learn">
      <h1 className="font-semibold text-2xl tracking-tight">Learn</h1>
      <p className="mt-1 max-w-2xl text-base text-muted">
        Short lessons with code that runs: write a kernel, run it, see what each thread did. From the first
        kernel to what changes on other hardware, and why. Most of them run in this page alone.
      </p>
      <LessonList lessons={await listLessons()} />
    </PageShell>
  );
}
