import type { RequestHandler } from 'express';
import { z } from 'zod';

const refusalSchema = z.looseObject({
  error: z.looseObject({ name: z.string(), message: z.string() }),
  response: z.looseObject({ statusCode: z.number() }),
});

/**
 * Makes every refusal a problem as RFC 9457 has it, beside the form that Backstage's clients read: `type` (always
 * `about:blank`: the name of the error in `title` says which it is), `title`, `status`, `detail` and `instance`. Sent as
 * `application/problem+json` to who asks for that.
 */
export const problemDetails: RequestHandler = (req, res, next) => {
  const json = res.json.bind(res);
  res.json = body => {
    const refusal = refusalSchema.safeParse(body);
    if (res.statusCode < 400 || !refusal.success) {
      return json(body);
    }
    if (req.get('accept')?.includes('application/problem+json')) {
      res.type('application/problem+json');
    }
    const { error } = refusal.data;
    return json({
      type: 'about:blank',
      title: error.name,
      status: res.statusCode,
      detail: error.message,
      instance: req.originalUrl,
      ...body,
    });
  };
  next();
};
