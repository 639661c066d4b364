import { existsSync, mkdirSync } from 'node:fs';
import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Archive } from '../../shared/archive.ts';
import type { BallotId, InquiryId, SittingId, VoteId } from '../../shared/ids.ts';
import { InquiryArchive } from '../../shared/inquiry/archive.ts';
import { filesIn, syncFolder, writeDurably } from '../files.ts';
import type { Keepsake } from './archive-of.ts';

/** What has still to be removed of an archived sitting; the file is gone once nothing has. */
export interface Unfinished {
  sittingId: SittingId;
  ballotIds: readonly BallotId[];
}

const UNFINISHED = '.erasing.json';
const INQUIRY = '.inquiry.json';

/** Sittings whose results are kept and whose personal data is gone, or is just being removed. Read-only but for `put`. */
export class Archives {
  readonly #folder: string;
  readonly #all = new Map<SittingId, Archive>();
  readonly #inquiries = new Map<InquiryId, InquiryArchive>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<Archives> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const archives = new Archives(folder);
    for (const name of filesIn(folder, '.json').filter((name) => !name.includes('.'))) {
      const archive = Archive.parse(JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')));
      archives.#all.set(archive.sittingId, archive);
    }
    for (const name of filesIn(folder, INQUIRY)) {
      const text = await readFile(join(folder, name + INQUIRY), 'utf8');
      const inquiry = InquiryArchive.parse(JSON.parse(text));
      // One without its sitting is what a crash left before anything was archived.
      if (archives.#all.has(inquiry.sittingId)) archives.#inquiries.set(inquiry.inquiryId, inquiry);
    }
    return archives;
  }

  get(sittingId: SittingId): Archive | undefined {
    return this.#all.get(sittingId);
  }
  all(): Archive[] {
    return [...this.#all.values()];
  }

  /** The public pages of inquiries of archived sittings. */
  inquiries(): InquiryArchive[] {
    return [...this.#inquiries.values()];
  }

  /**
   * Durable when it resolves, and from then on the sitting is archived: bundles and inquiries first, then the list of what has to be
   * removed, the archive itself last. May be repeated.
   */
  async put({ archive, bundles, ballotIds }: Keepsake, inquiries: readonly InquiryArchive[]): Promise<void> {
    const { sittingId } = archive;
    for (const inquiry of inquiries)
      await writeDurably(
        join(this.#folder, `${sittingId}.${inquiry.inquiryId}${INQUIRY}`),
        JSON.stringify(inquiry),
      );
    for (const [voteId, { text }] of bundles) await writeDurably(this.#bundleFile(sittingId, voteId), text);
    const unfinished: Unfinished = { sittingId, ballotIds };
    await writeDurably(this.#unfinishedFile(sittingId), JSON.stringify(unfinished));
    await writeDurably(join(this.#folder, `${sittingId}.json`), JSON.stringify(archive));
    this.#all.set(sittingId, archive);
    for (const inquiry of inquiries) this.#inquiries.set(inquiry.inquiryId, inquiry);
  }

  /** Archived sittings of which something may be left elsewhere. */
  async unfinished(): Promise<Unfinished[]> {
    const ids = filesIn(this.#folder, UNFINISHED).filter((id) => this.#all.has(id as SittingId));
    const files = ids.map((id) => readFile(this.#unfinishedFile(id as SittingId), 'utf8'));
    return (await Promise.all(files)).map((text) => JSON.parse(text) as Unfinished);
  }

  async finished(sittingId: SittingId): Promise<void> {
    await unlink(this.#unfinishedFile(sittingId));
    await syncFolder(this.#folder);
  }

  /** The public bundle of an archived vote, byte for byte as it was. */
  async publicBundle(sittingId: SittingId, voteId: VoteId): Promise<string | null> {
    const file = this.#bundleFile(sittingId, voteId);
    return this.#all.has(sittingId) && existsSync(file) ? readFile(file, 'utf8') : null;
  }

  #bundleFile(sittingId: SittingId, voteId: VoteId): string {
    return join(this.#folder, `${sittingId}.${voteId}.public-bundle.json`);
  }
  #unfinishedFile(sittingId: SittingId): string {
    return join(this.#folder, `${sittingId}${UNFINISHED}`);
  }
}
