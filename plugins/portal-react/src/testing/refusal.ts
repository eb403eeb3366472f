import { ResponseError } from '@backstage/errors';

/** The error of an answer of the API that is not 2xx. */
export async function refusal(
  status: number,
  error: { name: string; message: string; [key: string]: unknown },
) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error,
        request: { method: 'POST', url: '/v1/plans' },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );
}
