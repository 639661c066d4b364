import type { InquiryId } from '../../shared/ids.ts';
import type {
  GalleryAnswer,
  GalleryPayload,
  GalleryReply,
  GalleryRequestName,
} from '../../shared/inquiry/gallery-protocol.ts';
import { NoAnswer } from '../trying.ts';

const ANSWER_MS = 10_000;

/** One request. A refusal is a value; throws NoAnswer. What comes is our own server's and is not parsed again here. */
export async function ask<T>(path: string, body?: object): Promise<GalleryAnswer<T>> {
  try {
    const response = await fetch(`/api/gallery/${path}`, {
      method: body ? 'POST' : 'GET',
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (response.ok) return { ok: answer };
    if (answer.refused) return answer;
    throw new Error(`status ${response.status}`);
  } catch (error) {
    throw new NoAnswer(String(error));
  }
}

type Posted = Exclude<GalleryRequestName, 'gallery:snapshot'>;

/** The same as over the socket, where there is none. */
export function byHttp<N extends Posted>(
  inquiryId: InquiryId,
  name: N,
  payload: GalleryPayload<N>,
): Promise<GalleryAnswer<GalleryReply<N>>> {
  const path = `${inquiryId}/${name.slice('gallery:'.length)}`;
  return name === 'gallery:own' ? ask(path) : ask(path, payload);
}
