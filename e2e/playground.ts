// The playground as a visitor uses it: the one page object of the end-to-end tests. Knows the page, asserts little.
import { expect, type Locator, type Page } from '@playwright/test';

export type Side = 'source' | 'port';
const editorNames: Record<Side, RegExp> = { source: /CUDA/i, port: /HIP/i };

export class Playground {
  readonly verdict: Locator;
  readonly status: Locator;
  readonly badge: Locator;
  readonly differing: Locator;
  readonly tree: Locator;

  constructor(readonly page: Page) {
    this.verdict = page.getByTestId('verdict');
    this.status = page.getByTestId('status');
    this.badge = page.getByTestId('port-badge');
    this.differing = page.getByTestId('comparison-differs');
    this.tree = page.getByTestId('file-tree');
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await expect(this.status).toContainText('translated in');
    await expect(this.editor('source')).toBeVisible();
  }

  editor(side: Side): Locator {
    return this.page
      .locator('.monaco-editor[role="code"]')
      .filter({ has: this.page.getByRole('textbox', { name: editorNames[side] }) });
  }

  async pickExample(title: string): Promise<void> {
    await this.page.getByTestId('examples').click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${title}`) }).click();
    await expect(this.editor('source')).toContainText(title);
  }

  /** Replaces the whole text of one side, as pasting does. */
  async paste(side: Side, text: string): Promise<void> {
    await this.page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await this.editor(side).getByRole('textbox').focus();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.press('Control+v');
  }

  /** Types at the end of one side, key by key. */
  async typeAtEnd(side: Side, text: string): Promise<void> {
    await this.editor(side).getByRole('textbox').focus();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(text);
  }

  /** Gives the page a .zip, as the file dialog does. */
  async openArchive(name: string, bytes: Buffer): Promise<void> {
    await this.page
      .getByTestId('archive-input')
      .setInputFiles({ name, mimeType: 'application/zip', buffer: bytes });
  }

  /** A file of the tree, by its name. */
  file(name: string): Locator {
    return this.tree.getByRole('button', { name });
  }

  /** @returns where the archive of the ported folder was saved. */
  async downloadPort(): Promise<string> {
    const saved = this.page.waitForEvent('download');
    await this.page.getByTestId('download-port').click();
    return await (await saved).path();
  }

  /** Opens a tab of the lower panel. */
  async show(tab: 'run' | 'kernel' | 'edits' | 'problems'): Promise<void> {
    await this.page.getByTestId(`dock-${tab}`).click();
  }

  async startRun(): Promise<void> {
    await this.page.getByTestId('run').click();
  }

  /** Runs and waits for the verdict. */
  async run(): Promise<void> {
    await this.startRun();
    await expect(this.page.getByTestId('stop')).toBeVisible();
    await expect(this.page.getByTestId('run')).toBeVisible({ timeout: 100_000 });
  }

  /** Opens what the chosen runner did on the device. @returns the dialog */
  async inspect(runner: string, warp: number): Promise<Locator> {
    await this.lane(runner, warp).click();
    await this.page.getByTestId('inspect').click();
    const dialog = this.page.getByTestId('inspector');
    await expect(dialog).toBeVisible();
    return dialog;
  }

  lane(runner: string, warp: number): Locator {
    return this.page.getByTestId(`lane-${runner}-${warp}`);
  }

  /** @returns the short link. */
  async share(): Promise<string> {
    await this.page.getByTestId('share').click();
    const field = this.page.getByTestId('share-url');
    await expect(field).toBeVisible();
    return await field.inputValue();
  }

  /** The translation of a text, from the server: what the right side holds in full. */
  async translationOf(text: string): Promise<string> {
    const answer = await this.page.request.post('/api/v1/translate', {
      data: { sources: { main: 'main.cu', files: { 'main.cu': text } } },
    });
    expect(answer.ok()).toBe(true);
    return (await answer.json()).output;
  }

  async exampleText(slug: string): Promise<string> {
    return await (await this.page.request.get(`/examples/${slug}/source`)).text();
  }
}
