import jsqr from 'jsqr';
import { PNG } from 'pngjs';

/** What the QR code in a picture says; throws where none can be read. */
export function qrIn(png: Buffer): string {
  const { data, width, height } = PNG.sync.read(png);
  const found = jsqr.default(new Uint8ClampedArray(data), width, height);
  if (!found) throw new Error(`no QR code in a picture of ${width} x ${height}`);
  return found.data;
}
