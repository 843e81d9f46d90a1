"""Where updates come from: polling or webhook, queues by chat, what was answered, what is put aside."""
