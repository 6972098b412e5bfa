// Runs once when the server's process starts, before it takes requests.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { stampPeers } = await import('@/lib/server/http-address');
  stampPeers();
}
