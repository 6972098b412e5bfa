// Markup as a value: text in holes never becomes markup.
import { describe, expect, it } from 'vitest';
import { html } from './html';

describe('html', () => {
  it('escapes text in every hole, and takes markup as it is', () => {
    const title = `"><script>alert('1')</script>&`;
    const inner = html`<b title="${title}">${title}</b>`;
    expect(html`<p>${inner}${[inner]}</p>`.text).toBe(`<p>${inner.text}${inner.text}</p>`);
    expect(inner.text).toBe(
      '<b title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</b>',
    );
  });

  it('leaves out what is false or missing', () => {
    expect(html`a${false}b${undefined}c${0}`.text).toBe('abc0');
  });
});
