// The theme as it is set before the first paint, so that no reload flashes: what was chosen (for an embed, by its
// address), else what the system says.

export const themeKey = 'crosswarp.theme';
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Embeds look as the page around them asks; `auto` there is as the system. */
const embeds = '/embed/';

/** Runs in the head of every page. A constant: nothing of a visitor's gets into it. */
export const themeScript = `(()=>{let t='system';try{t=location.pathname.startsWith('${embeds}')?new URLSearchParams(location.search).get('theme'):localStorage.getItem('${themeKey}')||t}catch{}
const q=matchMedia('(prefers-color-scheme: dark)');
document.documentElement.dataset.theme=t==='dark'||(t!=='light'&&q.matches)?'dark':'light'})()`;

/** Stores the choice and shows it; listeners hear a `crosswarp-theme` event on the document. */
export function setTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  showTheme(theme);
}

export function chosenTheme(): Theme {
  try {
    const kept = location.pathname.startsWith(embeds)
      ? new URLSearchParams(location.search).get('theme')
      : localStorage.getItem(themeKey);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export function showTheme(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.dispatchEvent(new Event('crosswarp-theme'));
}
