// What people with screen readers, with large print, with a keyboard alone or with a phone meet: axe on every page in both
// themes (Monaco's own inner elements aside), and no page wider than a window of 320 pixels, which is 1280 at 400 %.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Playground } from './playground';

const still = [
  '/examples',
  '/examples?q=nothing+of+that+kind',
  '/learn',
  '/explain',
  '/explain/ballot-truncated',
  '/names',
  '/api-reference',
  '/no-such-page',
];

/** @param part of the page; all of it when absent. */
async function expectAccessible(page: Page, where: string, part = 'html'): Promise<void> {
  const axe = new AxeBuilder({ page }).include(part).exclude('.monaco-editor');
  // The dark theme is the same page in other colours.
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const { violations } = await (isDark ? axe.withRules(['color-contrast']) : axe).analyze();
  const said = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${where}: ${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
  expect(said).toEqual([]);
}

async function expectNarrow(page: Page, where: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const out: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) {
      for (const element of document.querySelectorAll('body *'))
        if (element.getBoundingClientRect().right > innerWidth + 1) out.push(element.outerHTML.slice(0, 120));
      out.unshift(`the page is ${document.documentElement.scrollWidth} wide`);
    }
    return out.slice(0, 5);
  });
  expect(wide, where).toEqual([]);
}

/** A share made over the interface. */
async function share(page: Page): Promise<string> {
  const text = await (await page.request.get('/examples/saxpy/source')).text();
  const answer = await page.request.post('/api/v1/shares', {
    timeout: 100_000,
    data: { sources: { main: 'main.cu', files: { 'main.cu': text } }, options: {}, title: 'One', runIds: [] },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()).id;
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing on pages to read', async ({ page }) => {
      // Some of them have thousands of elements.
      test.setTimeout(600_000);
      for (const path of still) {
        await page.goto(path);
        await page.waitForLoadState('networkidle');
        await expectAccessible(page, path);
      }
    });

    test('axe finds nothing on a lesson', async ({ page }) => {
      await page.goto('/learn');
      await page.locator('main a[href^="/learn/"]').first().click();
      await expect(page).toHaveURL(/\/learn\/.+/);
      await expect(page.locator('.monaco-editor[role="code"]').first()).toBeVisible();
      await expectAccessible(page, page.url());
    });

    test('axe finds nothing in the playground: welcome, tour, shortcuts, results, lists, kernels', async ({
      page,
    }) => {
      test.setTimeout(400_000);
      const playground = new Playground(page);
      await playground.open();
      await expectAccessible(page, 'welcome');
      await page.getByTestId('welcome-tour').click();
      await expect(page.getByTestId('tour')).toBeVisible();
      await expectAccessible(page, 'tour');
      await page.keyboard.press('Escape');
      await page.getByTestId('run').focus();
      await page.keyboard.press('?');
      await expect(page.getByTestId('shortcuts')).toBeVisible();
      await expectAccessible(page, 'shortcuts');
      await page.keyboard.press('Escape');
      await page.getByTestId('more').click();
      // While a menu is open the rest is hidden from screen readers on purpose.
      await expectAccessible(page, 'menu', '[role="menu"]');
      await page.keyboard.press('Escape');
      await playground.run();
      await expectAccessible(page, 'results');
      for (const tab of ['edits', 'problems', 'kernel'] as const) {
        await playground.show(tab);
        await expectAccessible(page, tab);
      }
      await page.goto('/?example=bug-lost-update');
      await expect(playground.status).toContainText('translated in');
      await playground.startRun();
      await expect(page.getByTestId('findings')).toBeVisible();
      await expectAccessible(page, 'findings of a kernel');
    });

    test('axe finds nothing on a shared conversion and its embed', async ({ page }) => {
      const id = await share(page);
      const playground = new Playground(page);
      await playground.open(`/s/${id}`);
      await expectAccessible(page, '/s');
      await page.goto(`/embed/${id}`);
      await expectAccessible(page, '/embed');
    });
  });

for (const width of [320, 390])
  test(`on a page ${width} pixels wide nothing runs over the edge, and axe finds nothing`, async ({
    page,
  }) => {
    test.setTimeout(400_000);
    await page.setViewportSize({ width, height: width === 320 ? 568 : 844 });
    for (const path of still) {
      await page.goto(path);
      await expectNarrow(page, path);
    }
    const id = await share(page);
    for (const path of ['/', `/s/${id}`, `/embed/${id}`]) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      await expectNarrow(page, path);
      await expectAccessible(page, path);
    }
    await page.goto('/');
    await page.getByTestId('welcome-tour').click();
    for (let stop = 0; stop < 5; stop++) {
      await expectNarrow(page, `stop ${stop} of the tour`);
      await expect(page.getByTestId('tour')).toBeInViewport({ ratio: 0.99 });
      await page.getByTestId('tour-next').click();
    }
  });

test('who asked for less motion sees nothing move', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await new Playground(page).open();
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { animationDuration, animationName, transitionDuration } = getComputedStyle(element);
        const long = (words: string) => words.split(',').some((word) => Number.parseFloat(word) > 0.001);
        return (animationName !== 'none' && long(animationDuration)) || long(transitionDuration);
      }).length,
  );
  expect(moving).toBe(0);
});
