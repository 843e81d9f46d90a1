"""What an operator needs: health, metrics, logs, the watchdog, starting up and ending."""
