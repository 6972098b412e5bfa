// The table behind the page of names, as a file of its own: the page stays small and the table is kept by the browser.
import { namesTable } from '../names-table';

export const dynamic = 'force-static';

export function GET(): Response {
  return Response.json(namesTable());
}
