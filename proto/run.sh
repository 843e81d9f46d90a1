cd /work/wt/alarms; export OMP_NUM_THREADS=1 PYTHONPATH=/work/wt/alarms; exec nice .venv/bin/python "$@"
