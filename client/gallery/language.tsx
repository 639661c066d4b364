import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { type Format, formatOf } from '../i18n/format-of.ts';
import { firstLanguage, keepLanguage, type Language, languages } from '../i18n/kept-language.ts';
import { untilLoaded } from '../lazy.ts';
import styles from './page.module.css';
import type { Words } from './words/zh-CN.ts';

/** What the page is written in. Words are typed modules: a library for them would cost a weak phone its first paint. */
export interface Spoken {
  language: Language;
  words: Words;
  format: Format;
}

const names: Record<Language, string> = { 'zh-CN': '中文', en: 'English' };
const modules: Record<Language, () => Promise<{ default: Words }>> = {
  'zh-CN': () => import('./words/zh-CN.ts'),
  en: () => import('./words/en.ts'),
};

async function speak(language: Language): Promise<Spoken> {
  const { default: words } = await untilLoaded(modules[language]);
  return { language, words, format: formatOf(language, hallTimeZone()) };
}

/** IANA name; the server writes it into the page. */
export function hallTimeZone(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="time-zone"]')!.content;
}

export const firstSpoken = () => speak(firstLanguage());

const SpokenContext = createContext<(Spoken & { choose: (language: Language) => void }) | null>(null);

export function SpokenIn({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first);
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);
  const value = useMemo(
    () => ({
      ...spoken,
      choose: (language: Language) => {
        keepLanguage(language);
        void speak(language).then(setSpoken);
      },
    }),
    [spoken],
  );
  return <SpokenContext value={value}>{children}</SpokenContext>;
}

function useSpoken() {
  const spoken = use(SpokenContext);
  if (!spoken) throw new Error('useSpoken outside of SpokenIn');
  return spoken;
}
export const useWords = (): Words => useSpoken().words;
export const useGalleryFormat = (): Format => useSpoken().format;
export const useLanguage = (): Language => useSpoken().language;

export function LanguageChoice() {
  const { words, language, choose } = useSpoken();
  return (
    <fieldset className={styles['languages']} aria-label={words.language}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => choose(one)}
        >
          {names[one]}
        </button>
      ))}
    </fieldset>
  );
}
