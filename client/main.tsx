import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import './design/tokens.css';
import { applyTextSize, keptTextSize } from './design/preferences.tsx';
import { Fault } from './entrance/Fault.tsx';
import { Home } from './entrance/Home.tsx';
import { loadRefusals, startLanguage } from './i18n/language.ts';
import { lazyRetry, retryStyles } from './lazy.ts';
import { SessionGate } from './session.tsx';
import { trustOwnScripts } from './trusted-scripts.ts';

const SignInByLink = lazyRetry(async () => (await import('./entrance/SignInByLink.tsx')).SignInByLink);
const TabletScreen = lazyRetry(async () => (await import('./tablet/TabletScreen.tsx')).TabletScreen);
const ScrutineerScreen = lazyRetry(
  async () => (await import('./scrutineer/ScrutineerScreen.tsx')).ScrutineerScreen,
);
const HallScreen = lazyRetry(async () => (await import('./hall-screen/HallScreen.tsx')).HallScreen);
const Desk = lazyRetry(async () => (await import('./host/Desk.tsx')).Desk);
const WaysIn = lazyRetry(async () => (await import('./entrance/WaysIn.tsx')).WaysIn);
const StaffScreens = lazyRetry(async () => (await import('./entrance/StaffScreens.tsx')).StaffScreens);
const Invitation = lazyRetry(async () => (await import('./accounts/Invitation.tsx')).Invitation);

function Screens() {
  return (
    <Switch>
      <Route path="/in">
        <SignInByLink />
      </Route>
      <Route path="/invitation">
        <Invitation />
      </Route>
      <Route>
        <SessionGate otherwise={<WaysIn />}>
          <Switch>
            <Route path="/">
              <Home />
            </Route>
            <Route path="/tablet">
              <TabletScreen />
            </Route>
            <Route path="/scrutineer">
              <ScrutineerScreen />
            </Route>
            <Route path="/hall/:sittingId?">{({ sittingId }) => <HallScreen sittingId={sittingId} />}</Route>
            <Route path="/desk/:sittingId?/:part?">
              {({ sittingId, part }) => <Desk sittingId={sittingId} part={part} />}
            </Route>
            <Route>
              <StaffScreens />
            </Route>
          </Switch>
        </SessionGate>
      </Route>
    </Switch>
  );
}

async function start(): Promise<void> {
  trustOwnScripts();
  retryStyles();
  applyTextSize(keptTextSize());
  await startLanguage();
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Fault.Boundary>
        <Suspense>
          <Screens />
        </Suspense>
      </Fault.Boundary>
    </StrictMode>,
  );
  await loadRefusals();
}

// Elsewhere a browser has no cryptography and keeps no session: nothing is typed there.
if (isSecureContext) await start();
else location.replace('/insecure');
