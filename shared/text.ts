import { z } from 'zod';
import { hasVisible } from './visible.ts';

// Lone surrogates have no UTF-8 and would hash differently here and there; control characters have no glyph.
const unprintable = /[\p{Surrogate}\p{Cc}\p{Zl}\p{Zp}]/u;
// Overrides of direction make a name read as another one.
const directional = /\p{Bidi_Control}/u;
const unprintableLines = /\p{Surrogate}|[^\P{Cc}\n\t]/u;

/** A name, title or word that a person wrote: one line, trimmed, never empty. */
export const line = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((text) => !unprintable.test(text) && !directional.test(text), {
      message: 'must not hold control characters',
    })
    .refine(hasVisible, { message: 'must not be empty' });

/** A longer text that a person wrote; may be empty and have line breaks. */
export const prose = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => !unprintableLines.test(text) && !directional.test(text), {
      message: 'must not hold control characters',
    });
