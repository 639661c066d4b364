import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { untilLoaded } from '../lazy.ts';
import { firstLanguage, keepLanguage, type Language, languages } from './kept-language.ts';

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
  keepLanguage(language);
  await i18next.changeLanguage(language);
}
