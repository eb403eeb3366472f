import type { FastifyPluginAsync } from 'fastify';

/** An example to replace: one operation, with a schema that checks what comes in and says what goes out. */
export const greetingRoutes: FastifyPluginAsync = async app => {
  app.get<{ Querystring: { name: string } }>(
    '/v1/greeting',
    {
      schema: {
        querystring: {
          type: 'object',
          properties: {
            name: { type: 'string', minLength: 1, maxLength: 100, default: 'you' },
          },
        },
        response: {
          200: {
            type: 'object',
            required: ['greeting'],
            properties: { greeting: { type: 'string' } },
          },
        },
      },
    },
    async ({ query }) => ({ greeting: `Hello ${query.name}` }),
  );
};
