// Where `npm run db:generate` finds the tables and writes the migrations.
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './lib/server/store/schema.ts',
  out: './drizzle',
});
