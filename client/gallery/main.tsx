import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../design/tokens.css';
import { retryStyles } from '../lazy.ts';
import { trustOwnScripts } from '../trusted-scripts.ts';
import { GalleryPage } from './GalleryPage.tsx';
import { firstSpoken, SpokenIn } from './language.tsx';

/** The public page, apart from the screens of the hall: a weak phone on a weak network loads it. */
async function start(): Promise<void> {
  trustOwnScripts();
  retryStyles();
  const first = await firstSpoken();
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <SpokenIn first={first}>
        <GalleryPage />
      </SpokenIn>
    </StrictMode>,
  );
}

// Elsewhere a browser keeps no cookie, and whose question it was would be lost.
if (isSecureContext) await start();
else location.replace('/insecure');
