import { useState } from 'react';
import { Services } from './Services.jsx';
import { SignIn } from './SignIn.jsx';

const kept = 'session';

function storedSession() {
  try {
    return JSON.parse(sessionStorage.getItem(kept)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function App() {
  const [session, setSession] = useState(storedSession);
  const signIn = (next) => {
    sessionStorage.setItem(kept, JSON.stringify(next));
    setSession(next);
  };
  const signOut = () => {
    sessionStorage.removeItem(kept);
    setSession(undefined);
  };
  return (
    <main>
      <header>
        <h1>E-commerce AI platform</h1>
        {session && (
          <p>
            {session.email} <button onClick={signOut}>Sign out</button>
          </p>
        )}
      </header>
      {session ? <Services token={session.token} /> : <SignIn onSession={signIn} />}
    </main>
  );
}
