// Everything else under /api/v1: there is nothing, and that is said in the form of all problems.
import { route } from '@/lib/server/http';
import { RequestProblem } from '@/lib/server/requests-problem';

const nothing = route('/api/v1/*', 'read', () => {
  throw new RequestProblem('address-unknown');
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
