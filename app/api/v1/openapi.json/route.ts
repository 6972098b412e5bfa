// GET /api/v1/openapi.json: the description of this interface, made from the schemas that check it.
import { route } from '@/lib/server/http';
import { openApiDocument } from '@/lib/server/openapi';

export const GET = route('/api/v1/openapi.json', 'read', () => Response.json(openApiDocument()));
