// The text of one example, as it is.
import { readExample } from '@/lib/content';

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const example = await readExample((await params).slug);
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  if (!example) return new Response('There is no example of this name.\n', { status: 404, headers });
  return new Response(example.text, { headers });
}
