// One lesson: its text from the server, its code to work on.
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LessonPage } from '@/components/lessons/lesson-page';
import { LessonText } from '@/components/lessons/lesson-text';
import { SiteBar } from '@/components/site/page-shell';
import { readLessons } from '@/lib/lessons';

type Props = { params: Promise<{ lesson: string }> };

export const dynamicParams = false;

export async function generateStaticParams(): Promise<{ lesson: string }[]> {
  return (await readLessons()).map(({ slug }) => ({ lesson: slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lesson: slug } = await params;
  const lesson = (await readLessons()).find((one) => one.slug === slug);
  return lesson ? { title: lesson.title, description: lesson.summary } : {};
}

export default async function LessonRoute({ params }: Props) {
  const { lesson: slug } = await params;
  const lessons = await readLessons();
  const index = lessons.findIndex((one) => one.slug === slug);
  const lesson = lessons[index];
  if (!lesson) notFound();
  const neighbour = (at: number) => {
    const one = lessons[at];
    return one && { slug: one.slug, title: one.title };
  };
  const { title, start, solution, check, number, minutes } = lesson;
  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <SiteBar current="/learn" />
      <LessonPage
        key={slug}
        task={{ slug, title, start, solution, check }}
        number={number}
        of={lessons.length}
        minutes={minutes}
        previous={neighbour(index - 1)}
        next={neighbour(index + 1)}
      >
        <LessonText text={lesson.text} />
      </LessonPage>
    </div>
  );
}
