// Whether this browser has met the page: a visitor who sent the welcome away, or took the tour, does not see it again.

const key = 'crosswarp.welcome';

/** Runs in the head of every page, so that a visitor who was here before never sees the welcome flash. A constant. */
export const welcomeScript = `try{if(localStorage.getItem('${key}'))document.documentElement.dataset.met=''}catch{}`;

export function hasMet(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export function keepMet(): void {
  try {
    localStorage.setItem(key, 'seen');
  } catch {
    // Without storage every visit is the first.
  }
}
