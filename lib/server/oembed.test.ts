// oEmbed as its specification has it: what is answered for a share, and 404 and 501 for the rest.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET } from '@/app/api/v1/oembed/route';
import { errorAnswerSchema } from '@/lib/run/wire';
import { oembedSchema } from '@/lib/run/wire-oembed';
import { sent, type TestServer, testServer } from './http.fixture';
import { share } from './share';

let here: TestServer;
let id = '';
beforeAll(async () => {
  here = testServer();
  const request = {
    sources: { main: 'main.cu', files: { 'main.cu': 'int main() {}\n' } },
    options: {},
    title: `"><script>alert('x')</script>`,
    runIds: [],
  };
  ({ id } = await share(request, here.server));
});
afterAll(() => here.close());

function ask(search: Record<string, string>): Promise<Response> {
  const headers = new Headers(sent().headers);
  return GET(new Request(`http://localhost:3000/api/v1/oembed?${new URLSearchParams(search)}`, { headers }));
}

describe('oEmbed', () => {
  it.each(['s', 'embed'])('answers a frame for /%s/:id', async (page) => {
    const response = await ask({ url: `http://localhost:3000/${page}/${id}`, format: 'json' });
    expect(response.status).toBe(200);
    const answer = oembedSchema.parse(await response.json());
    expect(answer).toMatchObject({ type: 'rich', version: '1.0', width: 720, height: 420 });
    expect(answer.html).toMatch(
      new RegExp(`^<iframe src="http://localhost:3000/embed/${id}" title="[^"<>]*" width="720" height="420"`),
    );
    expect(answer.html).not.toContain('<script');
  });

  it('keeps within the size that is asked for', async () => {
    const url = `https://localhost:3000/s/${id}`;
    const answer = oembedSchema.parse(await (await ask({ url, maxwidth: '320', maxheight: '9999' })).json());
    expect(answer).toMatchObject({ width: 320, height: 420, provider_url: 'https://localhost:3000' });
    const wrong = await ask({ url, maxwidth: 'wide' });
    expect(wrong.status).toBe(400);
  });

  it.each([
    ['xml', 501, 'oembed-format'],
    ['yaml', 501, 'oembed-format'],
  ])('says that it has no %s', async (format, status, code) => {
    const response = await ask({ url: `http://localhost:3000/s/${id}`, format });
    expect(response.status).toBe(status);
    expect(errorAnswerSchema.parse(await response.json()).code).toBe(code);
  });

  it.each([
    [{}, 'oembed-address'],
    [{ url: 'nonsense' }, 'oembed-address'],
    [{ url: 'http://localhost:3000/' }, 'oembed-address'],
    [{ url: 'http://localhost:3000/examples' }, 'oembed-address'],
    [{ url: `http://evil.example/s/${'a'.repeat(32)}` }, 'oembed-address'],
    [{ url: `http://localhost:3001/s/${'a'.repeat(32)}` }, 'oembed-address'],
    [{ url: `http://user:word@localhost:3000/s/${'a'.repeat(32)}` }, 'oembed-address'],
    [{ url: `ftp://localhost:3000/s/${'a'.repeat(32)}` }, 'oembed-address'],
    [{ url: `http://localhost:3000/s/${'a'.repeat(32)}` }, 'share-unknown'],
  ] as const)('has nothing for %j', async (search, code) => {
    const response = await ask(search);
    expect(response.status).toBe(404);
    expect(errorAnswerSchema.parse(await response.json()).code).toBe(code);
  });
});
