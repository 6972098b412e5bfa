// Tells the page around a frame how high the frame would like to be. The one message that an embed sends; still embeds send it
// from a script of their own.

export type EmbedMessage = {
  readonly type: 'crosswarp-height';
  /** Of the share, so that a page with several frames can tell them apart. */
  readonly id: string;
  /** CSS pixels. */
  readonly height: number;
};

/** To any page: a height tells nobody anything. */
export function tellHeight(id: string, height: number): void {
  if (window.parent === window) return;
  const message: EmbedMessage = { type: 'crosswarp-height', id, height: Math.ceil(height) };
  window.parent.postMessage(message, '*');
}
