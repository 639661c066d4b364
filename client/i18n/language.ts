import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { untilLoaded } from '../lazy.ts';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const KEPT = 'yishi.language';
const files = import.meta.glob<Record<string, unknown>>('./{zh-CN,en}/*.ts', { import: 'default' });

/** Words of these rooms, in both languages, so that they are there when the server no longer has them. */
export async function fetchWords(rooms: readonly string[]): Promise<void> {
  await Promise.all(
    languages.flatMap((language) => rooms.map((room) => files[`./${language}/${room}.ts`]?.())),
  );
}

/** Words come per language and room: a tablet does not load what the desk says. */
const words: BackendModule = {
  type: 'backend',
  init: () => {},
  read(language, room, done) {
    const load = files[`./${language}/${room}.ts`];
    if (!load) return done(new Error(`no words for ${room} in ${language}`), null);
    untilLoaded(load).then((loaded) => done(null, loaded));
  },
};

/** Chinese, unless this device or this address (`?lang=en`) asks for English; what an address asks for is kept. */
function firstLanguage(): Language {
  const known = (wanted: string | null) => languages.find((language) => language === wanted);
  const asked = known(new URLSearchParams(location.search).get('lang'));
  if (asked) localStorage.setItem(KEPT, asked);
  return asked ?? known(localStorage.getItem(KEPT)) ?? 'zh-CN';
}

export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(words)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      supportedLngs: languages,
      load: 'currentOnly',
      // A missing word is a fault that a test finds, not something to be papered over in the other language.
      fallbackLng: false,
      ns: 'common',
      defaultNS: 'common',
      interpolation: { escapeValue: false },
    });
}

/** Words for which no screen waits: why something was refused. Once they are here, a lost network takes none away. */
export async function loadRefusals(): Promise<void> {
  await i18next.loadNamespaces('refusals');
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
}
