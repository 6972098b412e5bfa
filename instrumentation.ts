// Runs once when the server's process starts, before it takes requests: wrong settings end it here, with a sentence.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { readSettings } = await import('@/lib/server/settings');
    readSettings();
    const { stampPeers } = await import('@/lib/server/http-address');
    stampPeers();
  }
}
