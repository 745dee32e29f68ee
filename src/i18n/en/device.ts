// English words about why a device computes.

export const enDevice = {
  "reason.hardwareAdapter": "A graphics card answered, so training runs on it.",
  "reason.trialAhead":
    "A graphics card answered. When training begins, a short trial of your model decides between it and the CPU.",
  "reason.fasterThanCard": "The CPU trains this model faster than the graphics card.",
  "reason.fasterThanProcessor": "The graphics card trains this model faster than the CPU.",
  "reason.beyondCard": "This model needs more memory than the graphics card gives, so training runs on the CPU.",
  "reason.cardFailedTest": "The graphics card failed a test, so training runs on the CPU.",
  "trial.card": "In a short trial of this model the graphics card was {times} times as fast as the CPU.",
  "trial.processor": "In a short trial of this model the CPU was {times} times as fast as the graphics card.",
  fault: "{kernel} was off by {share}.",
  faultWithoutNumbers: "{kernel} gave no numbers.",
  "reason.insecureAddress":
    "This address is neither https nor localhost, so the browser keeps WebGPU and more than one thread from the page. Training runs on the CPU.",
  "reason.noWebGpu": "This browser has no WebGPU, so training runs on the CPU.",
  "reason.noAdapter": "No graphics card answered, so training runs on the CPU.",
  "reason.softwareAdapter": "Only a slow software adapter answered, so training runs on the CPU.",
  "reason.requested": "Chosen in the page's address, or after an accident.",
  "reason.fallback": "The faster engines are not available here.",
} as const;
