import { io, type Socket } from 'socket.io-client';
import type { InquiryId, QuestionId } from '../../shared/ids.ts';
import { type GalleryAnswer, galleryHttp, galleryRequests } from '../../shared/inquiry/gallery-protocol.ts';
import { GALLERY_PROTOCOL_VERSION } from '../../shared/inquiry/limits.ts';
import type { Own, OwnQuestion } from '../../shared/inquiry/views.ts';

let keys = 0;
const newKey = () => `viewer-of-a-journey-${String(++keys).padStart(6, '0')}`;

/** Somebody of the public, who does everything through the gallery's own HTTP and socket. */
export class Viewer {
  readonly #url: string;
  readonly #cookie: string;
  readonly inquiryId: InquiryId;
  #socket: Socket | null = null;

  private constructor(url: string, cookie: string, inquiryId: InquiryId) {
    this.#url = url;
    this.#cookie = cookie;
    this.inquiryId = inquiryId;
  }

  static async come(url: string, code: string): Promise<Viewer> {
    const response = await fetch(`${url}/api/gallery/visits`, posted({ key: newKey(), code }));
    const { inquiryId } = galleryHttp['POST /api/gallery/visits'].reply.parse(await response.json());
    const cookie = response.headers.getSetCookie().map((set) => set.split(';')[0]);
    return new Viewer(url, cookie.join('; '), inquiryId);
  }

  /** Resolves once it is durable. */
  async ask(text: string, name: string | null = null): Promise<void> {
    await this.#post('ask', { key: newKey(), text, name });
  }
  /** Once the gallery shows the question. */
  async support(questionId: QuestionId): Promise<void> {
    while (!(await this.#reads(questionId))) await new Promise((tried) => setTimeout(tried, 50));
    await this.#post('support', { questionId, on: true });
  }

  /** Resolves with the own question that `found` finds, now or when the server says that something of one's own has changed. */
  async own(found: (question: OwnQuestion) => boolean): Promise<OwnQuestion> {
    this.#socket ??= io(this.#url, {
      path: '/gallery/socket',
      transports: ['websocket'],
      extraHeaders: { cookie: this.#cookie },
      auth: { inquiryId: this.inquiryId, protocolVersion: GALLERY_PROTOCOL_VERSION },
    });
    const socket = this.#socket;
    for (;;) {
      const changed = new Promise((heard) => socket.once('gallery:own', heard));
      const answer = (await socket.emitWithAck('gallery:own', {})) as GalleryAnswer<Own>;
      if ('refused' in answer) throw new Error(answer.refused.code);
      const own = galleryRequests['gallery:own'].reply.parse(answer.ok);
      const question = own.questions.find(found);
      if (question) return question;
      await changed;
    }
  }

  /** Resolves once the gallery knows whether this viewer may ask. */
  async banned(banned: boolean): Promise<void> {
    for (;;) {
      const address = `${this.#url}/api/gallery/${this.inquiryId}/own`;
      const response = await fetch(address, { headers: { cookie: this.#cookie } });
      const own = galleryHttp['GET /api/gallery/:inquiryId/own'].reply.parse(await response.json());
      if (own.banned === banned) return;
      await new Promise((tried) => setTimeout(tried, 50));
    }
  }

  leave(): void {
    this.#socket?.disconnect();
  }

  /** Whether everyone can read it. */
  async #reads(questionId: QuestionId): Promise<boolean> {
    const response = await fetch(`${this.#url}/api/gallery/${this.inquiryId}/record`);
    const { questions } = galleryHttp['GET /api/gallery/:inquiryId/record'].reply.parse(
      await response.json(),
    );
    return questions.some((question) => question.questionId === questionId);
  }

  async #post(what: string, body: object): Promise<void> {
    const address = `${this.#url}/api/gallery/${this.inquiryId}/${what}`;
    const response = await fetch(address, posted(body, { cookie: this.#cookie }));
    if (!response.ok) throw new Error(`${what}: ${await response.text()}`);
  }
}

function posted(body: object, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
