// Makes what builds of every face share before anybody asks for a build. In comes the workshop, out comes nothing but a
// filled cache: without it the first visitor waits a few seconds longer, and nothing else changes.
import { type FaceUnit, faceFolder } from '../toolchain';
import { type Found, theWorkshop, toolsOf } from './workshop';

/** In the order in which a first visitor's runs need them. */
const faces: readonly FaceUnit[] = [
  { face: 'cuda', warp: 32 },
  { face: 'hip', warp: 64 },
  { face: 'hip', warp: 32 },
];

/**
 * One face after another, at low priority, until one fails: a build that needs it then tells why. What is in the cache
 * already, as after every start but the first, costs nothing.
 */
export async function warmUp(workshop: () => Promise<Found> = theWorkshop): Promise<void> {
  const found = await workshop();
  if ('missing' in found) return;
  const tools = await toolsOf(found.workshop);
  for (const unit of faces) {
    const made = await faceFolder(unit, tools, true);
    if ('failure' in made) return;
  }
}
