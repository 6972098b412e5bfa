// A share that was there a moment ago, or never was: one sentence in the frame.
import { asSentence } from '@/lib/browser/api';
import { sentence } from '@/lib/messages';

export default function EmbedNotFound() {
  return (
    <main className="grid h-dvh place-items-center p-4">
      <p role="alert">{asSentence(sentence('share-unknown'))}</p>
    </main>
  );
}
