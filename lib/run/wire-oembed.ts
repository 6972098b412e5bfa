// What GET /api/v1/oembed answers: a share as something to put into a page, in the form of oembed.com, version 1.0.
import { z } from 'zod';

export const oembedSchema = z.object({
  type: z.literal('rich'),
  version: z.literal('1.0'),
  title: z.string(),
  provider_name: z.literal('Crosswarp'),
  provider_url: z.string(),
  /** Seconds for which the answer may be kept. */
  cache_age: z.number(),
  /** One iframe, without scripts. */
  html: z.string(),
  width: z.number(),
  height: z.number(),
});
export type OEmbed = z.infer<typeof oembedSchema>;
