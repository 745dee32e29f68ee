// Brazilian Portuguese words about why a device computes.

import type { DeviceKey } from "../device-text";
import type { Message } from "../message";

export const ptBrDevice: Record<DeviceKey, Message> = {
  "reason.hardwareAdapter": "Uma placa de vídeo respondeu, e o treino roda nela.",
  "reason.trialAhead":
    "Uma placa de vídeo respondeu. Quando o treino começar, um teste curto do seu modelo decide entre ela e a CPU.",
  "reason.fasterThanCard": "A CPU treina este modelo mais rápido que a placa de vídeo.",
  "reason.fasterThanProcessor": "A placa de vídeo treina este modelo mais rápido que a CPU.",
  "reason.beyondCard": "Este modelo precisa de mais memória do que a placa de vídeo dá, e o treino roda na CPU.",
  "reason.cardFailedTest": "A placa de vídeo não passou num teste, e o treino roda na CPU.",
  "trial.card": "Num teste curto deste modelo, a placa de vídeo foi {times} vezes tão rápida quanto a CPU.",
  "trial.processor": "Num teste curto deste modelo, a CPU foi {times} vezes tão rápida quanto a placa de vídeo.",
  fault: "{kernel} errou por {share}.",
  faultWithoutNumbers: "{kernel} não deu números.",
  "reason.insecureAddress":
    "Este endereço não é https nem localhost, e por isso o navegador não dá à página WebGPU nem mais de uma thread. O treino roda na CPU.",
  "reason.noWebGpu": "Este navegador não tem WebGPU, e o treino roda na CPU.",
  "reason.noAdapter": "Nenhuma placa de vídeo respondeu, e o treino roda na CPU.",
  "reason.softwareAdapter": "Só respondeu um adaptador lento por software, e o treino roda na CPU.",
  "reason.requested": "Escolhido no endereço da página, ou depois de um acidente.",
  "reason.fallback": "Os motores mais rápidos não estão disponíveis aqui.",
};
