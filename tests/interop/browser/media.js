// A call of SIP.js with the browser's own media (DTLS-SRTP, ICE, opus): it plays a tone and measures what it hears.
import { Inviter, SessionState, UserAgent, Web } from "/sip.js/index.js";

const wanted = await (await fetch("/wanted")).json();
const outcome = {};
const audio = new AudioContext();
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const playing = () => {
  const tone = new OscillatorNode(audio, { frequency: wanted.hz });
  const quieter = new GainNode(audio, { gain: 0.4 });
  const out = new MediaStreamAudioDestinationNode(audio);
  tone.connect(quieter).connect(out);
  tone.start();
  return Promise.resolve(out.stream);
};

// The loudest frequency of what comes, once it has been the same twice in a row.
const hearing = async (stream) => {
  document.getElementById("speaker").srcObject = stream; // without it nothing flows into the graph
  const analyser = new AnalyserNode(audio, { fftSize: 16384 });
  audio.createMediaStreamSource(stream).connect(analyser);
  const levels = new Float32Array(analyser.frequencyBinCount);
  let before = -1;
  for (let round = 0; round < 40; round++) {
    await later(250);
    analyser.getFloatFrequencyData(levels);
    const at = levels.indexOf(Math.max(...levels));
    const hz = (at * audio.sampleRate) / analyser.fftSize;
    if (levels[at] > -60 && Math.abs(hz - before) < 5) return hz;
    before = hz;
  }
  return before;
};

try {
  await audio.resume();
  const agent = new UserAgent({
    uri: UserAgent.makeURI(`sip:alice@${wanted.host}`),
    transportOptions: { server: wanted.server },
    sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(playing),
    sessionDescriptionHandlerFactoryOptions: { iceGatheringTimeout: 500 },
    logBuiltinEnabled: false,
  });
  await agent.start();
  const session = new Inviter(agent, UserAgent.makeURI(`sip:${wanted.user}@${wanted.host}`));
  const established = new Promise((done, fail) => session.stateChange.addListener((state) => {
    if (state === SessionState.Established) done();
    if (state === SessionState.Terminated) fail(new Error("the call ended"));
  }));
  await session.invite();
  await established;
  const peer = session.sessionDescriptionHandler.peerConnection;
  outcome.hz = await hearing(session.sessionDescriptionHandler.remoteMediaStream);
  const codecs = peer.getReceivers()[0].getStats();
  for (const report of (await codecs).values()) {
    if (report.type === "codec") outcome.codec = report.mimeType;
    if (report.type === "transport") outcome.dtls = report.dtlsState;
  }
  await fetch("/heard", { method: "POST", body: JSON.stringify(outcome) });
  await fetch("/leave"); // answered when it is to hang up
  await session.bye();
  await agent.stop();
} catch (error) {
  outcome.error = String(error?.stack ?? error);
}
await fetch("/outcome", { method: "POST", body: JSON.stringify(outcome) });
