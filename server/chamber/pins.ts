import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { PIN_LENGTH } from '../../shared/pin.ts';
import { argon2id, newNonce } from '../argon2id.ts';
import { writeDurably } from '../files.ts';

const PEPPER_BYTES = 32;
/** Makes PINs and knows them again. What it stores of one is of no use without this server's pepper and the card's secret. */
export class Pins {
  readonly #pepper: Buffer;

  constructor(pepper: Buffer) {
    if (pepper.length !== PEPPER_BYTES) throw new Error(`the pepper has ${pepper.length} bytes`);
    this.#pepper = pepper;
  }

  /** With the pepper in this file, made at the first start. Where there are cards already, one that is gone is damage. */
  static async open(file: string, cardsKept: boolean): Promise<Pins> {
    if (!existsSync(file) && cardsKept)
      throw new Error(`${file} is missing: without it no PIN of the cards that were made is known again`);
    if (!existsSync(file)) await writeDurably(file, randomBytes(PEPPER_BYTES));
    return new Pins(readFileSync(file));
  }

  /** One to print. */
  random(): string {
    return String(randomInt(10 ** PIN_LENGTH)).padStart(PIN_LENGTH, '0');
  }

  /**
   * What a printed PIN is held against. It is keyed with the card's secret, of which only a hash is stored, so that there
   * is nothing to guess at; slowness would add nothing, and three hundred cards are made while somebody waits.
   */
  printed(secret: string, pin: string): string {
    return this.#keyed('printed', secret).update(pin).digest('hex');
  }

  isPrinted(stored: string, secret: string, pin: string): boolean {
    return timingSafeEqual(Buffer.from(stored), Buffer.from(this.printed(secret, pin)));
  }

  /** What is stored of a deputy's own PIN: argon2id, keyed with pepper and card. */
  async own(secret: string, pin: string): Promise<string> {
    const nonce = newNonce();
    const tag = await this.#argon2id(secret, pin, nonce);
    return [nonce, tag].map((bytes) => bytes.toString('base64url')).join('.');
  }

  async isOwn(stored: string, secret: string, pin: string): Promise<boolean> {
    const [nonce, tag] = stored.split('.').map((part) => Buffer.from(part, 'base64url'));
    return timingSafeEqual(tag!, await this.#argon2id(secret, pin, nonce!));
  }

  #argon2id(secret: string, pin: string, nonce: Buffer): Promise<Buffer> {
    return argon2id(pin, nonce, this.#keyed('own', secret).digest());
  }

  #keyed(what: 'printed' | 'own', secret: string) {
    return createHmac('sha256', this.#pepper).update(`yishi-${what}-pin\n${secret}\n`);
  }
}
