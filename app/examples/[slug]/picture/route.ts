// The picture of an example as a PNG of nothing but opacity: a page lays a colour of its theme beneath it. `?marks` gives what
// is marked in it.
import { readExample } from '@/lib/content';
import { dotsOf, opacityPng, readPicture } from '@/lib/pictures';

export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const example = await readExample((await params).slug);
  const picture = example && (await readPicture(example));
  const dots = picture && dotsOf(picture);
  const wanted = new URL(request.url).searchParams.has('marks') ? dots?.marks : dots?.shades;
  if (!picture || !wanted) return new Response('There is no such picture.\n', { status: 404 });
  // The address ends in a piece of the digest of the program's text.
  return new Response(new Uint8Array(opacityPng(picture.columns, picture.rows, wanted)), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=31536000, immutable' },
  });
}
